"""Read and write the spreadsheets (XLSX, CSV) in which offices keep their facts."""
