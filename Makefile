# Set-up and daily commands. Every file they make lies in .venv/, node_modules/ and dist/.

PYTHON ?= python3
BIN := .venv/bin
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help site test coverage mutants setup serve lint format bench faults fuzz audit wheel clean requirements notice setup-site setup-tests

help:
	@echo 'make site    准备环境并生成网站（dist/site/）'
	@echo 'make test    准备测试环境并运行全部测试'
	@echo 'make coverage 运行全部测试并查有没有测到每个分支（至少 95%）'
	@echo 'make mutants 逐处改动学时、读取、核对的代码，查测试是否都能发现；中断后接着做'
	@echo 'make setup   只准备环境，不生成也不测试'
	@echo 'make serve   在本机预览，改动后自动重新生成'
	@echo 'make lint    检查代码和数据文件的写法'
	@echo 'make format  统一代码的写法'
	@echo 'make bench   与同类工具比较'
	@echo 'make faults  让每一次文件操作各失败一次、各中断一次，查网站和文件是不是完好（几个小时；中断后接着做）'
	@echo 'make fuzz    用一百万个改坏的文件试各个读取程序；中断后接着做'
	@echo 'make audit   查所用软件有没有已知漏洞；查不了就算没有通过'
	@echo 'make wheel   制作发布用的安装包（dist/*.whl），自带字形，用的人不必装字体'
	@echo 'make clean   删除生成的文件（环境保留）'

site: setup-site
	$(BIN)/policypress build

# A file of tests stays with one process, so that what it shares is made once.
test: setup-tests
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

# The same tests, whose Python takes twice as long; they fail too where less than 95 of 100 branches were run.
coverage: setup-tests
	rm -rf dist/coverage && mkdir -p dist/coverage
	$(BIN)/coverage run -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# Changes of the code that no test notices; tests/mutants/ says what is changed, and why some must pass.
mutants: setup-tests
	$(BIN)/python tools/mutants.py

setup: setup-site setup-tests

serve: setup-site
	$(BIN)/policypress serve

lint: setup-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/yamllint --strict policy content .github .yamllint.yaml .pre-commit-config.yaml
	npm run --silent typecheck
	@find site/js tests bench -name node_modules -prune -o -name '*.js' -print 2>/dev/null | \
		while read -r file; do node --check "$$file" || exit 1; done
	@for script in tools/*.sh .ci/run; do sh -n "$$script" || exit 1; done

format: setup-tests
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: setup-tests
	tools/environment.sh bench
	$(BIN)/python bench
	$(BIN)/python bench/serve.py
	$(BIN)/python bench/search.py
	$(BIN)/python bench/search_scale.py
	$(BIN)/python bench/units.py
	$(BIN)/python bench/hours.py
	$(BIN)/python bench/forms.py
	$(BIN)/python bench/form_page.py
	$(BIN)/python bench/hostile.py
	POLICYPRESS_KILLS=200 $(BIN)/python -m pytest tests/test_faults.py -k killed

# Every call to the system that concerns a file, refused or killed at, one a run; what was stopped goes on.
faults: setup-tests
	$(BIN)/python bench/faults.py

# A million spoilt files for the readers, then those that atheris finds by what they reach; what was stopped goes on.
fuzz: setup-tests
	tools/environment.sh bench
	$(BIN)/python bench/fuzz.py
	$(BIN)/python bench/guided.py

# --strict: without it what could not be looked up passes as "none found".
audit: setup-tests
	@for name in requirements requirements-build requirements-dev requirements-bench; do \
		$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement $$name.txt \
		|| { echo "审查没有通过：$$name.txt 有已知漏洞，或查不到漏洞库（原因见上）" >&2; exit 1; }; done
	@npm audit --audit-level=moderate || { echo '审查没有通过：npm 依赖有已知漏洞，或查不到漏洞库（原因见上）' >&2; exit 1; }

wheel: setup-tests
	$(BIN)/python tools/glyphs.py
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov
	find generators tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# Pins what the .in files ask for, for every system and every Python from 3.11.
COMPILE = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make requirements'
requirements: setup-tests
	for name in requirements requirements-build requirements-dev requirements-bench; do \
		$(COMPILE) --output-file $$name.txt $$name.in || exit 1; done
	@echo '请再运行 make notice：先按新的版本准备环境，再写 NOTICE'

# What is used of others' work and on what terms, as the installed packages state it.
notice: setup-tests
	$(BIN)/python tools/notice.py

setup-site:
	@tools/system_packages.sh site
	@tools/environment.sh site

setup-tests:
	@tools/system_packages.sh tests
	@tools/environment.sh tests
