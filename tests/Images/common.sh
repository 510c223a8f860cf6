# What both image scripts do at their end; read with `.`. Wants $work and $root.

# Imports the tree as one image without a tag. A file tree made by an ordinary user gets root as its owner.
# import_tree [owner:mode:path …]   directories that belong to somebody else, since a new volume takes its owner from the image
import_tree() {
  mkdir -p "$work/owned"
  tar -c -f "$work/root.tar" -C "$root" --owner=0 --group=0 --numeric-owner .
  for entry in "$@"; do
    owner=${entry%%:*} path=${entry##*:} mode=${entry#*:}
    mkdir -p "$work/owned/$path"
    chmod "${mode%%:*}" "$work/owned/$path"
    tar -r -f "$work/root.tar" -C "$work/owned" --owner="$owner" --group="$owner" --numeric-owner --no-recursion "$path"
  done
  base=$(docker import --change 'LABEL aistack-test=1' "$work/root.tar")
  rm "$work/root.tar"
}

# Gives the imported tree another name with its own start command. No layer is copied.
# tag NAME INSTRUCTION …   as in a Dockerfile
tag() {
  name=$1
  shift
  container=$(docker create "$base" /none)
  for instruction in "$@"; do
    set -- "$@" --change "$instruction"
    shift
  done
  docker commit "$@" "$container" "aistack-test/$name:$tag" >/dev/null
  docker rm "$container" >/dev/null
}
