"""What people look at: tables, pages and sheets that read one plan in the same words."""
