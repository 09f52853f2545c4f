"""Questions in files: GIFT, Moodle XML and XLSX; read with all faults, written so that they read alike."""
