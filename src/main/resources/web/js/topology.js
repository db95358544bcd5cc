/** Arranges a cluster's servers as the rows of a tree. Pure. */

/**
 * The rows from top to bottom: { server, level, guides, isLast, role, hidden, position, siblings }. `guides` tells for
 * each level above whether a line passes by; `hidden` counts the servers below a folded one. Rings are entered at the
 * cluster's primary, and servers that nothing leads to are shown as roots: nobody is lost.
 *
 * @param folded keys of the servers whose replicas are not shown
 */
export function treeRows(cluster, folded) {
    const below = new Map();
    const byKey = new Map(cluster.servers.map((s) => [s.key, s]));
    for (const server of cluster.servers) {
        if (server.above !== null && byKey.has(server.above)) {
            const siblings = below.get(server.above) ?? [];
            siblings.push(server);
            below.set(server.above, siblings);
        }
    }
    below.forEach((siblings) => siblings.sort(bySubtreeThenKey(below)));
    const walk = { rows: [], seen: new Set(), below, folded, cluster };
    const roots = findRoots(cluster, byKey, below);
    roots.forEach((root, i) => descend(walk, root, [], i, roots.length));
    return walk.rows;
}

function findRoots(cluster, byKey, below) {
    const roots = cluster.servers.filter((s) => s.above === null || !byKey.has(s.above));
    const reached = new Set();
    roots.forEach((root) => markReached(root, below, reached));
    const inRing = cluster.servers.filter((s) => !reached.has(s.key));
    inRing.sort((a, b) => Number(b.key === cluster.primary) - Number(a.key === cluster.primary) || byKeyOrder(a, b));
    for (const server of inRing) {
        if (!reached.has(server.key)) {
            roots.push(server);
            markReached(server, below, reached);
        }
    }
    return roots.sort(
        (a, b) => Number(b.key === cluster.primary) - Number(a.key === cluster.primary) || byKeyOrder(a, b),
    );
}

function markReached(start, below, reached) {
    const open = [start];
    while (open.length > 0) {
        const server = open.pop();
        if (!reached.has(server.key)) {
            reached.add(server.key);
            open.push(...(below.get(server.key) ?? []));
        }
    }
}

function descend(walk, server, guides, index, siblings) {
    if (walk.seen.has(server.key)) {
        return;
    }
    walk.seen.add(server.key);
    const children = (walk.below.get(server.key) ?? []).filter((s) => !walk.seen.has(s.key));
    const isFolded = walk.folded.has(server.key) && children.length > 0;
    const isLast = index === siblings - 1;
    walk.rows.push({
        server,
        level: guides.length,
        guides,
        isLast,
        role: roleOf(server, walk),
        hasReplicas: children.length > 0,
        hidden: isFolded ? countBelow(walk, children) : 0,
        position: index + 1,
        siblings,
    });
    if (!isFolded) {
        const deeper = [...guides, !isLast];
        children.forEach((child, i) => descend(walk, child, deeper, i, children.length));
    }
}

function countBelow(walk, children) {
    const reached = new Set(walk.seen);
    const before = reached.size;
    children.forEach((child) => markReached(child, walk.below, reached));
    reached.forEach((key) => walk.seen.add(key));
    return reached.size - before;
}

/** "primary", "co-primary", "source" (has a source and replicas), "replica" or "lone" (has neither). */
function roleOf(server, walk) {
    if (server.isCoPrimary) {
        return "co-primary";
    }
    const hasReplicas = (walk.below.get(server.key) ?? []).length > 0;
    if (server.above === null && server.replication === null) {
        return server.key === walk.cluster.primary || hasReplicas ? "primary" : "lone";
    }
    return hasReplicas ? "source" : "replica";
}

function bySubtreeThenKey(below) {
    return (a, b) => Number(below.has(b.key)) - Number(below.has(a.key)) || byKeyOrder(a, b);
}

const ORDER = new Intl.Collator("en", { numeric: true });

function byKeyOrder(a, b) {
    return ORDER.compare(a.key, b.key);
}
