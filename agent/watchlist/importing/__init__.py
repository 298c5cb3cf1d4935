"""Clients out of a file: read as a table, its columns known by their headings, its rows made people, those compared.

Everything here works upon bytes in memory and writes nothing. What isn't a name, a status, an e-mail address or an
account is passed over while reading, so that no diagnosis, birth date or address ever gets further than the file.
"""
