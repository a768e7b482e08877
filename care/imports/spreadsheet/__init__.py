"""Reading a stranger's file, in a process of its own: gate, detection, one reader per format.

Imports within this folder are relative: the child process loads it alone, without the rest of the product.
"""
