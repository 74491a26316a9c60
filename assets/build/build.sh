#!/bin/sh
# Makes the map, the labels, the gazetteer and the fonts again, from packages by name and version.
#
#   assets/build/build.sh [fonts] [folder]
#
# Writes into assets/, or into the folder given (to compare with what is committed). With the word
# `fonts` only the fonts are made, for the labels and the gazetteer already in the folder: that is
# what a change of the data files asks for. Needs python3 (3.11 or later, with venv), npm and, on
# Debian, apt-get. Elsewhere put the four .deb files of packages.sha256 into a folder and name it
# in DEBS. Everything else happens in a temporary folder.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
data=$(dirname -- "$(dirname -- "$here")")/data
only=
if [ "${1:-}" = fonts ]; then
    only=fonts
    shift
fi
assets=${1:-$(dirname -- "$here")}
mkdir -p "$assets/fonts"
assets=$(CDPATH= cd -- "$assets" && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
mkdir "$temp/packages" "$temp/root"
cd "$temp/packages"

# apt with a state of its own: the machine's mirror and keys, both releases that we take files from.
fetch_debs() {
    apt="$temp/apt"
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
    for release in bookworm trixie; do
        echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main"
    done >"$apt/sources.list"
    set -- -qq -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- \
        -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache" -o APT::Sandbox::User=
    apt-get "$@" update
    apt-get "$@" download \
        'fonts-noto-cjk=1:20220127+repack1-1' \
        'libmagics++-data=4.13.0-1' \
        'qgis-common=3.22.16+dfsg-1' \
        'r-cran-rnaturalearthdata=1.0.0-1'
}

if [ -n "${DEBS:-}" ]; then cp "$DEBS"/*.deb .; else fetch_debs; fi
npm pack --silent inter-ui@4.1.1 world-atlas@2.0.2
sha256sum --check --quiet "$here/packages.sha256"
for deb in *.deb; do dpkg-deb -x "$deb" "$temp/root"; done
for tgz in *.tgz; do
    mkdir "$temp/${tgz%.tgz}"
    tar xzf "$tgz" -C "$temp/${tgz%.tgz}" --strip-components=1
done
python3 -m venv "$temp/venv"
"$temp/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

python="$temp/venv/bin/python -B"
magics="$temp/root/usr/share/magics/10m"
r_data="$temp/root/usr/lib/R/site-library/rnaturalearthdata"
cd "$here"
if [ -z "$only" ]; then
    $python basemap.py --atlas "$temp/world-atlas-2.0.2/countries-10m.json" --magics "$magics" \
        --claims "$temp/root/usr/share/qgis/resources/data/world_map.gpkg" \
        --r-data "$r_data" --assets "$assets"
    $python gazetteer.py --assets "$assets"
    $python labels.py --magics "$magics" --r-data "$r_data" --assets "$assets"
fi
$python fonts.py --inter "$temp/inter-ui-4.1.1" \
    --noto "$temp/root/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc" \
    --data "$data" --assets "$assets"
$python check.py --data "$data" --assets "$assets"
cd "$assets"
sha256sum basemap.bin labels.json gazetteer.tsv.gz fonts/*.?tf
