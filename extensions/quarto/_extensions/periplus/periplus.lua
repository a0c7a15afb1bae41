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

-- Ends the conversion with a message.
local function stop(words)
  io.stderr:write(words .. "\n")
  os.exit(1)
end

function Pandoc(document)
  -- nothing to draw, nothing to number: the document passes by
  if not blocks_of_ours(document) then return nil end
  local named = os.getenv("PERIPLUS")
  local program = named or "periplus"
  local json = pandoc.write(document, "json")
  local ok, drawn = pcall(pandoc.pipe, program, { "pandoc", FORMAT }, json)
  if ok then return pandoc.read(drawn, "json") end
  -- what has run has an exit code, and has said itself what is wrong, on standard error
  if type(drawn) == "table" and drawn.error_code then
    stop("the figures were not drawn by `" .. program .. " pandoc " .. FORMAT .. "`")
  elseif named then
    stop("PERIPLUS names `" .. named .. "`, which cannot be run: " .. tostring(drawn))
  else
    stop("periplus is not on the PATH\nhint: install it, or say where it is: PERIPLUS=/path/to/periplus")
  end
end
