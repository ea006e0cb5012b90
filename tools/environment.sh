#!/bin/sh
# environment.sh site|tests|bench
# Makes .venv/ (and, for tests, node_modules/) hold exactly what is pinned. Does nothing where it does;
# what is stale, half-made or moved is made anew.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
bin=$PWD/.venv/bin

key() { # key FILE...: changes with the files, the Python and the place of the folder
    { "$python" -c 'import sys; print(sys.version, sys.base_prefix)' && pwd && cat "$@"; } | cksum
}

ready() { # ready NAME KEY: that part was finished, with this key
    [ "$(cat ".venv/ready-$1" 2>/dev/null)" = "$2" ]
}

pip() {
    "$bin/python" -m pip --disable-pip-version-check --quiet --quiet "$@"
}

part() { # part NAME FILE...: installs a part unless it is there
    name=$1
    shift
    part_key=$(key "$@")
    if ready "$name" "$part_key"; then
        return
    fi
    echo "正在准备 Python 环境（$name）……"
    : >".venv/begun-$name"
    for file; do
        set -- "$@" -r "$file"
        shift
    done
    pip install --require-hashes "$@"
    echo "$part_key" >".venv/ready-$name"
    rm ".venv/begun-$name"
}

base() { # the environment itself, with what building needs
    base_key=$(key pyproject.toml requirements.txt requirements-build.txt)
    if ready base "$base_key" && [ -x "$bin/policypress" ] && ! stale; then
        return
    fi
    rm -rf .venv
    "$python" -m venv .venv
    part site requirements.txt requirements-build.txt
    pip install --no-deps --no-build-isolation --editable .
    # Told from where it stands: Python reads this file in the locale's encoding, and in the C locale fails
    # at its start where the folder has a Chinese name.
    for link in .venv/lib/python3*/site-packages/*policypress*.pth; do
        echo ../../../../generators >"$link"
    done
    echo "$base_key" >.venv/ready-base
}

stale() { # some part was begun and not finished, or is of other files than today's
    for begun in .venv/begun-*; do
        [ -e "$begun" ] && return
    done
    for name in tests:dev bench:bench; do
        made=.venv/ready-${name%:*}
        if [ -e "$made" ] && [ "$(cat "$made")" != "$(key "requirements-${name#*:}.txt")" ]; then
            return
        fi
    done
    ! "$bin/python" -c '' 2>/dev/null
}

browser_tools() {
    npm_key=$({ node -v && cat package.json package-lock.json .npmrc; } | cksum)
    if [ "$(cat node_modules/.ready 2>/dev/null)" = "$npm_key" ]; then
        return
    fi
    echo "正在准备 Node.js 环境……"
    npm ci --loglevel=error --no-audit --no-fund
    echo "$npm_key" >node_modules/.ready
}

base
case ${1:?site|tests|bench} in
site) ;;
tests)
    part tests requirements-dev.txt
    browser_tools
    ;;
bench) part bench requirements-bench.txt ;;
*)
    echo "environment.sh site|tests|bench" >&2
    exit 2
    ;;
esac
