/** What is shown stands in the address: "#/" for the fleet, "#/cluster/<name or alias>" for one cluster. */

export function parseRoute(hash) {
    const match = /^#\/cluster\/(.+)$/.exec(hash);
    try {
        return { cluster: match ? decodeURIComponent(match[1]) : "" };
    } catch {
        return { cluster: "" };
    }
}

/** An alias outlives a failover, a cluster's name does not: links use the alias. */
export function clusterHref(cluster) {
    return `#/cluster/${encodeURIComponent(cluster.alias || cluster.name)}`;
}
