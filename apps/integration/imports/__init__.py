"""The way in: files become rows, every one of them accounted for, and can be taken back.

kinds.py names what can be imported, run.py carries an import out, undo.py takes it back.
Each kind of file has a folder.
"""
