"""Settings of the documentation; it builds without the network."""

import kotaham

project = "KotaHAM"
author = "The KotaHAM contributors"
copyright = "the KotaHAM contributors, Apache License 2.0"
release = version = kotaham.__version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
autodoc_typehints = "description"

html_theme = "furo"
html_title = f"KotaHAM {release}"
html_show_sphinx = False
