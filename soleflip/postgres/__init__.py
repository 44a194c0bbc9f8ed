"""A PostgreSQL engine for Django that is at home in many schemas.

Name it in the settings as ENGINE; models then write their table in full, schema and all:
`db_table = '"core"."brands"'`. Beside the engine live `fields` (EnumField, EncryptedTextField),
`indexes` (Index, with long names and comments) and `sql` (RunSQLFile).
"""
