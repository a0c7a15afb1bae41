"""What Mapnik makes of W1, W3 and W4: filled and outlined areas with their names, as PNG and, for W1, as SVG.

    python3 mapnik_peer.py w1|w3|w4 DATA OUT         (the Python of Debian's python3-mapnik)
"""

import sys

import mapnik

STYLE = """
<Map srs="{srs}" background-color="#dcebf4">
  <Style name="area">
    <Rule>
      <PolygonSymbolizer fill="#f4efe2"/>
      <LineSymbolizer stroke="#6b6b6b" stroke-width="1.5"/>
      <TextSymbolizer face-name="DejaVu Sans Book" size="22" fill="#333333">[name]</TextSymbolizer>
    </Rule>
  </Style>
  <Layer name="areas" srs="+proj=longlat +datum=WGS84">
    <StyleName>area</StyleName>
    <Datasource>
      <Parameter name="type">geojson</Parameter>
      <Parameter name="file">{data}</Parameter>
    </Datasource>
  </Layer>
</Map>
"""

# What the figures of works.py ask for: window, projection, pixels from left to right.
AEGEAN = (22.3, 34.6, 29.85, 41.2)
LAEA = "+proj=laea +lat_0=38 +lon_0=26 +datum=WGS84 +units=m"
EUROPE = (5, 34, 45, 60)
LCC = "+proj=lcc +lat_0=47 +lon_0=25 +lat_1=38.3333 +lat_2=55.6667 +datum=WGS84 +units=m"


def show(drawn, window, width):
    """Turns the map to a window of longitudes and latitudes, as high as that asks for."""
    box = mapnik.Box2d(*window)
    plane = mapnik.ProjTransform(mapnik.Projection("+proj=longlat +datum=WGS84"), mapnik.Projection(drawn.srs)).forward(box)
    drawn.resize(width, round(width * plane.height() / plane.width()))
    drawn.zoom_to_box(plane)


def main(work, data, out):
    drawn = mapnik.Map(256, 256)
    srs = LCC if work == "w3" else LAEA
    mapnik.load_map_from_string(drawn, STYLE.format(srs=srs, data=data))
    if work == "w4":
        for number in range(50):
            west, south = 22.0 + 0.15 * (number % 10), 34.5 + 0.8 * (number // 10)
            show(drawn, (west, south, west + 4, south + 3.5), 1200)
            mapnik.render_to_file(drawn, f"{out}/mapnik-w4-{number}.png", "png")
        return
    window, width = (EUROPE, 4000) if work == "w3" else (AEGEAN, 2000)
    show(drawn, window, width)
    mapnik.render_to_file(drawn, f"{out}/mapnik-{work}.png", "png")
    if work == "w1":
        mapnik.render_to_file(drawn, f"{out}/mapnik-{work}.svg", "svg")


if __name__ == "__main__":
    # who has just one font is asked for none
    mapnik.register_fonts("/usr/share/fonts/truetype/dejavu")
    main(*sys.argv[1:])
