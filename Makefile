.DEFAULT_GOAL := help
.PHONY: help run check-run test lint docs bench format clean

help:
	@echo "KotaHAM - perintah / commands:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
	  while IFS='|' read -r name text; do printf '%-18s%s\n' "$$name" "$$text"; done

run: ## menilai contoh Jakarta, lalu melayani di / score the example, then serve at http://127.0.0.1:8000
	@tools/run

check-run: ## seperti run di port bebas, menanyai halaman, lalu berhenti / like run, ask the pages, stop
	@tools/check-run

test: ## menjalankan semua pemeriksaan / run every check, as the continuous build does
	@tools/bootstrap test
	@tools/test

lint: ## memeriksa gaya, tipe, dan batas kode / check style, types and contracts
	@tools/bootstrap dev
	@tools/assets
	@tools/lint

docs: ## membangun dokumentasi / build the documentation
	@tools/bootstrap dev
	@tools/docs

bench: ## mengukur kecepatan / run the benchmarks
	@tools/bootstrap dev
	@tools/bench

format: ## merapikan kode / lay out the code
	@tools/bootstrap dev
	@.venv/bin/ruff check -q --fix-only . && .venv/bin/ruff format .

clean: ## menghapus tembolok dan lingkungan, bukan hasil/ / remove caches and environments, not hasil/
	@rm -rf .venv .uv build dist docs/_build .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	@find src tests docs bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || :
