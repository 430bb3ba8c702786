# To be sourced. A machine as a new user has it: Python, git, make, a shell and the base tools on the PATH and nothing
# else (no browser, office, pdfinfo, node, dot, compiler), and an empty HOME.
#
# bare_machine FOLDER          lay one out below a folder
# in_bare FOLDER COMMAND...    run a command there, in the present directory
#
# How pip finds its registry is the machine's own affair: PIP_* and certificates are let through, and its cache is
# shared, so that nothing is fetched twice.

BASE_TOOLS="awk basename bash cat chmod cp cut date dirname echo env expand expr false find getconf git grep gunzip gzip
head id ln ls make mkdir mktemp mv nproc od printf pwd readlink realpath rm rmdir sed sh sleep sort stat tail tar tee
test touch tr true uname uniq wc which xargs"

bare_machine() {
  local tool path
  mkdir -p "$1/bin" "$1/home" "$1/tmp"
  for tool in $BASE_TOOLS; do
    path=$(type -P "$tool") || { echo "there is no $tool here" >&2; return 1; }
    ln -s "$path" "$1/bin/$tool"
  done
  # the interpreter itself, past any environment or version manager that python3 may stand for
  path=$("${PYTHON:-python3}" -c 'import os, sys; print(os.path.realpath(sys._base_executable))')
  ln -s "$path" "$1/bin/python3"
}

in_bare() {
  local machine=$1 name kept=()
  shift
  for name in $(compgen -e); do
    case $name in
      PIP_CONFIG_FILE | PIP_CERT | PIP_INDEX_URL | PIP_EXTRA_INDEX_URL | PIP_FIND_LINKS | PIP_TRUSTED_HOST | PIP_PROXY | PIP_DEFAULT_TIMEOUT) ;;
      SSL_CERT_FILE | SSL_CERT_DIR | REQUESTS_CA_BUNDLE | CURL_CA_BUNDLE | GIT_SSL_CAINFO) ;;
      [Hh][Tt][Tt][Pp]_[Pp][Rr][Oo][Xx][Yy] | [Hh][Tt][Tt][Pp][Ss]_[Pp][Rr][Oo][Xx][Yy] | [Nn][Oo]_[Pp][Rr][Oo][Xx][Yy]) ;;
      *) continue ;;
    esac
    kept+=("$name=${!name}")
  done
  env -i "${kept[@]}" PIP_CACHE_DIR="$PIP_CACHE" PATH="$machine/bin" HOME="$machine/home" TMPDIR="$machine/tmp" \
    LANG=C.UTF-8 TERM=dumb "$@"
}

PIP_CACHE=$(python3 -m pip cache dir)
