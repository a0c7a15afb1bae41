-- Draws the figure blocks of a document with `periplus pandoc`, for Quarto and for
-- `pandoc --lua-filter periplus.lua`. PERIPLUS names the program if it is not on the PATH.

local function blocks_of_ours(document)
  local found = false
  document:walk({
    CodeBlock = function(block)
      if block.classes:includes("periplus") then found = true end
    end,
  })
  return found
end

function Pandoc(document)
  -- nothing to draw, nothing to number: the document passes by
  if not blocks_of_ours(document) then return nil end
  local program = os.getenv("PERIPLUS") or "periplus"
  local json = pandoc.write(document, "json")
  local ok, drawn = pcall(pandoc.pipe, program, { "pandoc", FORMAT }, json)
  if not ok then
    -- periplus itself has said what is wrong, on standard error
    io.stderr:write("the figures were not drawn by `" .. program .. " pandoc " .. FORMAT .. "`\n")
    os.exit(1)
  end
  return pandoc.read(drawn, "json")
end
