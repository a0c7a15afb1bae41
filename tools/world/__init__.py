"""The coverage of the whole earth: one topology of shores and land boundaries, cut into tiles.

In the order in which data flow: frame (the plane all is computed in), rings (GSHHG), shores (simplified), units (Natural
Earth), faces (land divided among units), arcs (faces to lines with a face on each side), levels, tiles, tables, checks;
then ground (what the tiles say of a position) and the layers that lie over the coverage: towns, waters,
seas, bathymetry, islands.
"""
