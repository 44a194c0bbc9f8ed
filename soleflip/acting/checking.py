"""Has foreign keys checked by each statement, without sealing before its end what a transaction has recorded."""

# A changeset that is sealed early holds the end of the chain until its transaction is over: nobody else could commit.
CHECK_AT_ONCE = """
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS system.audit_changesets_count, system.audit_changesets_seal DEFERRED"""
