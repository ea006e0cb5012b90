#!/bin/sh
# system_packages.sh site|tests
# Sees to what comes from the system's packages. What is missing is installed where that can be done
# (root, apt); else one line says what to install, and the exit code is 1.
set -eu

need=${1:?site|tests}
python=${PYTHON:-python3}
missing=

want() { # want PACKAGE COMMAND...: the package is missing unless the command succeeds
    package=$1
    shift
    if ! "$@" >/dev/null 2>&1; then
        missing="$missing $package"
    fi
}

any() { # any PROGRAM...: one of them is on PATH
    for program; do
        command -v "$program" && return
    done
    return 1
}

server() { # nginx, which Debian keeps where only root looks
    any nginx || [ -x /usr/sbin/nginx ]
}

font() { # the Chinese serif font that forms are set in (SIL Open Font License), in its usual places
    [ -n "${POLICYPRESS_FONT:-}" ] && return
    for folder in /usr/share/fonts /usr/local/share/fonts "${HOME:-}/.local/share/fonts" "${HOME:-}/.fonts" \
        /Library/Fonts "${HOME:-}/Library/Fonts"; do
        [ -d "$folder" ] && find -L "$folder" -name '*Serif*' -type f | grep -qE 'NotoSerif(CJK|SC)|SourceHanSerif' && return
    done
    fc-list | grep -qE 'NotoSerif(CJK|SC)|SourceHanSerif'
}

if [ "$python" = python3 ]; then
    want python3 any python3
    want python3-venv python3 -c 'import ensurepip, venv'
fi
want fonts-noto-cjk font
if [ "$need" = tests ]; then
    want fontconfig any fc-list
    want chromium any chromium chromium-browser google-chrome
    want poppler-utils any pdftotext
    # What poppler needs to draw Chinese that was typed into a form.
    want poppler-data test -d /usr/share/poppler/cMap
    want libreoffice-writer any soffice libreoffice
    want qpdf any qpdf
    want mupdf-tools any mutool
    want nginx-light server
    want unzip any unzip
    # Sets the clock back and forth under a build.
    want faketime any faketime
    # Tell the calls to the system of a command, and refuse them.
    want strace any strace
    want libseccomp2 "$python" -c 'import ctypes; ctypes.CDLL("libseccomp.so.2")'
    want git any git
    want nodejs any node
    want npm any npm
fi

if [ -n "$missing" ]; then
    command="apt-get install -y --no-install-recommends$missing"
    if [ "$(id -u)" != 0 ] || ! any apt-get >/dev/null; then
        echo "缺少：${missing# }。Debian、Ubuntu 请先运行 sudo $command；其他系统请安装同名软件后重试。" >&2
        exit 1
    fi
    echo "正在安装系统软件：${missing# }"
    log=$(mktemp)
    # shellcheck disable=SC2086 # one word a package
    if ! { apt-get -q update && DEBIAN_FRONTEND=noninteractive $command; } >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        echo "系统软件没有装上（原因见上）；请自行运行 apt-get update 和 $command 后重试。" >&2
        exit 1
    fi
    rm -f "$log"
fi

if ! any "$python" >/dev/null; then
    echo "没有找到 $python；请安装 Python 3.11 或更新版本，或用 make PYTHON=python3.11 指明另一个。" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "需要 Python 3.11 或更新版本，$python 是 $("$python" -V 2>&1)；请安装后用 make PYTHON=python3.11 指明。" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$python 缺少 venv 模块；Debian、Ubuntu 请安装与它同版本的 python3-venv（如 python3.12-venv）后重试。" >&2
    exit 1
fi
if [ "$need" = tests ] && ! node -e 'process.exit(process.versions.node.split(".")[0] >= 18 ? 0 : 1)'; then
    echo "需要 Node.js 18 或更新版本，现在是 $(node -v)；请更新后重试。" >&2
    exit 1
fi
