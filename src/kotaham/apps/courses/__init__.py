"""What is taught: programmes, courses, versions and modules, and who takes them."""
