#!/bin/sh
# install_packages.sh [--if-missing] PACKAGE... - installs Debian packages without asking: as root, else with sudo -n, else it prints the
# command and fails. With --if-missing it does nothing when all are there.
set -u
if [ "${1-}" = --if-missing ]; then
    shift
    missing=
    for package in "$@"; do
        case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
            *'ok installed') ;;
            *) missing="$missing $package" ;;
        esac
    done
    [ -n "$missing" ] || exit 0
    # shellcheck disable=SC2086 # package names hold no spaces
    set -- $missing
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "This is no Debian system: please install what these packages hold: $*" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    run=
elif sudo -n true 2>/dev/null; then
    run='sudo -n'
else
    echo "These packages are missing; install them with: sudo apt-get install $*" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
$run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends "$@"
