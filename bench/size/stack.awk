# SPDX-License-Identifier: BSL-1.0
#
# The largest frame of a function in the call graphs of the files, which -fcallgraph-info=su writes, and the deepest chain
# of frames.
function deepest(f,    i, n, most, calls) {
    if (f in known) return known[f]
    known[f] = 0  # of a recursion, which no function here has
    most = 0
    calls = split(callees[f], list, "\n")
    for (i = 1; i <= calls; ++i) { to[f, i] = list[i] }
    for (i = 1; i <= calls; ++i) { n = deepest(to[f, i]); if (n > most) most = n }
    return known[f] = own[f] + most
}
function field(name) {
    if (!match($0, name ": \"[^\"]*\"")) return ""
    return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
}
# Functions of one header have the same name in every file, but for the name of the file.
/^node: / { f = field("title"); sub(/^[^:]*:/, "", f); if (match($0, /[0-9]+ bytes \(/)) own[f] = substr($0, RSTART) + 0 }
/^edge: / {
    f = field("sourcename"); sub(/^[^:]*:/, "", f)
    g = field("targetname"); sub(/^[^:]*:/, "", g)
    callees[f] = callees[f] == "" ? g : callees[f] "\n" g
}
END {
    most = frame = 0
    for (f in own) {
        n = deepest(f)
        if (n > most) most = n
        if (own[f] > frame) frame = own[f]
    }
    print frame, most
}
