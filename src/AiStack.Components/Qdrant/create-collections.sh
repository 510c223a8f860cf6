#!/bin/sh
# Makes collections of a Qdrant database, and ends with an error where one is there already with other vectors.
# For a POSIX shell with curl and awk. What to make is in the file that is the only argument, one collection a line:
# path-escaped name, vector size, distance, name, with a space between.
#   QDRANT_URL    address of the database
#   API_KEY       its key, if it asks for one
#   PEERS         servers that have to have joined it (1); with several each shard has two copies, so that the database can do without one server
#   WAIT_SECONDS  how long to wait for them (600)
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# call METHOD PATH [BODY]: the answer goes to a file and its status to $status, which is 000 when there is none.
# The key comes by standard input, since every process of the node may read arguments.
call() {
    method=$1
    path=$2
    shift 2
    if [ $# -gt 0 ]; then
        set -- --header 'Content-Type: application/json' --data-binary "$1"
    fi
    status=$(
        if [ -n "${API_KEY:-}" ]; then
            printf 'api-key: %s\n' "$API_KEY"
        fi | curl --silent --show-error --noproxy '*' --max-time 60 --request "$method" --header @- "$@" \
            --output "$scratch/answer" --write-out '%{http_code}' "$QDRANT_URL$path" 2>"$scratch/error"
    ) || status=000
}

# What went wrong with the last call, in a line.
reason() {
    if [ "$status" = 000 ]; then
        tr '\n' ' ' <"$scratch/error"
    else
        printf 'status %s: ' "$status"
        tr '\n' ' ' <"$scratch/answer"
    fi
}

# Every scalar of the last answer as a line: result.config.params.vectors.size=1536
fields() {
    awk '
        { text = text $0 "\n" }
        END {
            depth = 0
            while (length(text) > 0) {
                if (match(text, /^[ \t\r\n,]+/)) {
                } else if (match(text, /^"([^"\\]|\\.)*"[ \t\r\n]*:/)) {
                    key[depth] = substr(text, 2, RLENGTH - 1)
                    sub(/"[ \t\r\n]*:$/, "", key[depth])
                } else if (match(text, /^[{[]/)) {
                    key[++depth] = ""
                } else if (match(text, /^[]}]/)) {
                    depth--
                } else if (match(text, /^("([^"\\]|\\.)*"|[^]}, \t\r\n]+)/)) {
                    path = ""
                    for (level = 1; level <= depth; level++)
                        path = path (level == 1 ? "" : ".") key[level]
                    value = substr(text, RSTART, RLENGTH)
                    gsub(/^"|"$/, "", value)
                    print path "=" value
                } else {
                    exit 1
                }
                text = substr(text, RSTART + RLENGTH)
            }
        }' "$scratch/answer"
}

field() {
    fields | awk -v wanted="$1=" 'index($0, wanted) == 1 { print substr($0, length(wanted) + 1); exit }'
}

peers() {
    fields | awk '/^result\.peers\.[0-9]+\.uri=/ { count++ } END { print count + 0 }'
}

# Refused keys stay refused; everything else may still come up.
stop_if_refused() {
    case $status in
    401 | 403)
        echo "Qdrant at $QDRANT_URL refuses the key ($(reason)). The Secret of this Job must hold the key that the database was started with." >&2
        exit 1
        ;;
    esac
}

has_joined() {
    call GET /readyz
    [ "$status" = 200 ] || return 1
    [ "${PEERS:-1}" -gt 1 ] || return 0
    call GET /cluster
    stop_if_refused
    [ "$status" = 200 ] && [ "$(peers)" -ge "$PEERS" ]
}

wait_for_database() {
    limit=${WAIT_SECONDS:-600}
    waited=0
    until has_joined; do
        if [ "$waited" -ge "$limit" ]; then
            echo "Qdrant at $QDRANT_URL was not ready with ${PEERS:-1} server(s) after $limit s ($(reason)). Look at its pods and their logs." >&2
            exit 1
        fi
        sleep 2
        waited=$((waited + 2))
    done
}

# ensure PATH SIZE DISTANCE NAME: fails, and says why, when the collection is not as it should be.
ensure() {
    call PUT "/collections/$1" "{\"vectors\":{\"size\":$2,\"distance\":\"$3\"},\"replication_factor\":$copies}"
    stop_if_refused
    case $status in
    200)
        echo "Collection '$4' was made: vectors of size $2, distance $3."
        return 0
        ;;
    esac

    # 409 says that it is there. So do older servers with 400, in words only: looking tells the two apart.
    refusal="$(reason)"
    call GET "/collections/$1"
    if [ "$status" != 200 ]; then
        echo "Collection '$4' could not be made ($refusal)." >&2
        return 1
    fi

    size=$(field result.config.params.vectors.size)
    distance=$(field result.config.params.vectors.distance)
    if [ "$size" = "$2" ] && [ "$distance" = "$3" ]; then
        echo "Collection '$4' is there already: vectors of size $2, distance $3."
        return 0
    fi

    if [ -z "$size" ] || [ -z "$distance" ]; then
        echo "Collection '$4' exists with named vectors or none, and one vector without a name, of size $2 and distance $3, is asked for." >&2
    else
        word=$distance
        [ "$word" != Euclid ] || word=Euclidean
        echo "Collection '$4' exists with vectors of size $size and distance $distance, and size $2 and distance $3 are asked for. Qdrant cannot change them. Write 'vector_size: $size' and 'distance: $word' in the stack." >&2
    fi
    echo "Or give it another 'collection_name'; or, if what is stored in it may go, delete '$4' in Qdrant's web UI (/dashboard) and run this Job again." >&2
    return 1
}

copies=1
if [ "${PEERS:-1}" -gt 1 ]; then
    copies=2
fi
wait_for_database
failed=0
while read -r path size distance name; do
    ensure "$path" "$size" "$distance" "$name" || failed=1
done <"$1"
exit "$failed"
