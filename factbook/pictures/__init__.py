"""Pictures made at build time: the charts that metadata.yml declares, and a card for each page that is shared.

Turns the finished database and the declarations into SVG, PNG and CSV in a folder beside the database, where the
site finds them. Drawing needs vl-convert-python, resvg-py, fonttools and budoux, which nothing else does: the site
serves what is there, and never draws.
"""
