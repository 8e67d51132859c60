"""Files in and out: operation folders, workbooks, plan files, and what describes them.

    load, save      an operation from and to a folder or a workbook
    planfile        plans as JSON, and their rows as CSV
    starter         a commented folder to begin with
    schema          JSON Schema and the format reference, made from the classes
    fingerprint     what tells whether two operations plan alike
    anonymise       a neutral copy
"""
