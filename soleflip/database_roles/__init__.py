"""Who may do what in the database: the owner migrates, the app is the site, readonly is for BI tools.

sql/roles/roles.v1.sql makes these roles and says what each may do. Here it is run, and held against what there is.
"""
