"""What is downloaded: the finished database as files of many formats, the same data in each.

    load_content(database, schema, metadata)   Content            what the database holds, in order
    render(content, database, partition)       dict[str, bytes]   every file by its path
    write_folder(files, folder)                None               the folder, swapped in whole

Files are a function of the content: no clock, no network, and the same bytes on the same versions of Python, SQLite,
zlib and pyarrow.
"""

from factbook.export.content import Content, load_content
from factbook.export.folder import write_folder
from factbook.export.render import MANIFEST, SUMS, has_parquet, render

__all__ = ["MANIFEST", "SUMS", "Content", "has_parquet", "load_content", "render", "write_folder"]
