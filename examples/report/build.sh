#!/bin/sh
# Builds the report into out/: report.html, report.docx, report.pdf (by Typst) and book/ (by mdBook). What cannot be
# built on this machine is named, with the program that it lacks. PERIPLUS and PANDOC name other programs.
set -eu
cd "$(dirname "$0")"
PERIPLUS=${PERIPLUS:-periplus}
PANDOC=${PANDOC:-pandoc}
export PERIPLUS
mkdir -p out
"$PERIPLUS" pandoc --lua > out/periplus.lua

cd out
write() {
    "$PANDOC" ../src/aegean.md ../src/karabakh.md --metadata-file ../metadata.yaml --lua-filter periplus.lua -s "$@"
}
lacks() {
    echo "not built: $1; $2 is not on this machine" >&2
}

if command -v "$PANDOC" > /dev/null; then
    write --toc -o report.html
    write -o report.docx
    if "$PANDOC" --list-output-formats | grep -qx typst; then
        write -t typst -o report.typ
        if command -v typst > /dev/null; then
            typst compile report.typ report.pdf
        elif python3 -c 'import typst' 2> /dev/null; then
            python3 -c 'import typst; typst.compile("report.typ", output="report.pdf")'
        else
            lacks report.pdf typst
        fi
    else
        lacks report.pdf "a pandoc that writes Typst (3.1.2 or later)"
    fi
else
    lacks "report.html, report.docx and report.pdf" pandoc
fi

cd ..
if command -v mdbook > /dev/null; then
    MDBOOK_PREPROCESSOR__PERIPLUS__COMMAND="$PERIPLUS mdbook" mdbook build
else
    lacks book/ mdbook
fi
