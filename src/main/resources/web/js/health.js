/**
 * How a cluster and a server fare, in one word and one sentence. Pure functions of the page's values.
 *
 * The server's own judgement (diagnoses, problems) is shown where there is one; what follows here only puts it into
 * order and words.
 */
import { count, seconds } from "./format.js";

/** Worst first: the order of the list of clusters. */
export const HEALTHS = ["failing", "recovering", "warning", "unknown", "ok"];

export const HEALTH_WORDS = {
    failing: "Failing",
    recovering: "Recovering",
    warning: "Warning",
    unknown: "Unknown",
    ok: "OK",
};

const PROBLEM_WORDS = {
    last_check_invalid: "does not answer",
    not_recently_checked: "was not checked recently",
    not_replicating: "does not replicate",
    replication_lag: "lags",
    errant_gtid: "has errant transactions",
    group_replication_member_not_online: "is not online in its group",
};

/** A server's state, independent of its neighbours: "failing", "warning", "unknown" or "ok". */
export function serverHealth(server) {
    if (server.reachable === false) {
        return "failing";
    }
    if (server.reachable === null) {
        return "unknown";
    }
    const link = server.replication;
    if (server.problems.length > 0 || server.hasErrantGtids || (link !== null && !link.isReplicating)) {
        return "warning";
    }
    return "ok";
}

/** Whether its trouble is known to people and not to be counted. */
export function isExcused(server) {
    return server.downtime !== null || server.maintenance !== null;
}

/**
 * A cluster's health: { word, reason, action, evidence }. The action is what is done about it, or why nothing is.
 *
 * @param running the recovery now running on it, or null
 */
export function clusterHealth(cluster, running) {
    if (running) {
        const last = running.steps.at(-1)?.message ?? running.sentence;
        return { word: "recovering", reason: last || `Recovery of ${running.failed}`, action: "", evidence: [] };
    }
    const diagnosis = worstDiagnosis(cluster);
    const judged = judge(cluster, diagnosis);
    const isWorse = cluster.health !== null && HEALTHS.indexOf(cluster.health) < HEALTHS.indexOf(judged.word);
    return {
        word: isWorse ? cluster.health : judged.word,
        reason: isWorse ? toldReason(cluster, judged) : judged.reason,
        action: diagnosis?.action ?? "",
        evidence: diagnosis?.evidence ?? [],
    };
}

/** The node thinks worse of it than what is shown here explains. */
function toldReason(cluster, judged) {
    if (cluster.primary === null) {
        return "No primary is known";
    }
    return judged.word === "ok" ? "The node reports a problem" : judged.reason;
}

/** The diagnosis that decides: a downtimed one does not, and a notice about the structure is only told. */
function worstDiagnosis(cluster) {
    const counted = cluster.diagnoses.filter((d) => !d.isSkippable);
    return counted.find((d) => d.severity === "critical") ?? counted.find((d) => d.severity === "warning") ?? null;
}

function judge(cluster, diagnosis) {
    if (diagnosis !== null) {
        const word = diagnosis.severity === "critical" ? "failing" : "warning";
        return { word, reason: diagnosis.sentence || diagnosis.code };
    }
    if (cluster.servers.length === 0 || cluster.servers.every((s) => s.reachable === null)) {
        return { word: "unknown", reason: "No server was probed yet" };
    }
    const counted = cluster.servers.filter((s) => !isExcused(s));
    const primary = counted.find((s) => s.key === cluster.primary);
    if (primary && primary.reachable === false) {
        return { word: "failing", reason: `The primary ${primary.key} does not answer` };
    }
    if (counted.length === 0) {
        return { word: "ok", reason: "All its servers are in downtime or maintenance" };
    }
    const troubled = counted.filter((s) => serverHealth(s) !== "ok");
    return troubled.length === 0 ? allWell(cluster) : { word: "warning", reason: troubleSentence(troubled) };
}

function allWell(cluster) {
    const replicas = cluster.servers.filter((s) => s.replication !== null && !isExcused(s)).length;
    const excused = cluster.servers.filter(isExcused).length;
    const well =
        { 0: "Answers; no replicas", 1: "Its replica replicates", 2: "Both replicas replicate" }[replicas] ??
        `All ${replicas} replicas replicate`;
    return { word: "ok", reason: excused === 0 ? well : `${well}; ${excused} more in downtime or maintenance` };
}

function troubleSentence(troubled) {
    const [first, ...others] = troubled;
    const more = others.length === 0 ? "" : `; ${count(others.length, "other server", "other servers")} in trouble`;
    return `${first.key} ${serverTrouble(first)}${more}`;
}

/** What is wrong with a server, as the end of a sentence that begins with its name. */
export function serverTrouble(server) {
    const link = server.replication;
    if (server.reachable === false) {
        return "does not answer";
    }
    if (server.reachable === null) {
        return "was not reached yet";
    }
    if (link !== null && !link.isReplicating) {
        return "does not replicate";
    }
    if (server.problems.includes("replication_lag") && link?.lagSeconds !== null && link !== null) {
        return `lags ${seconds(link.lagSeconds)}`;
    }
    if (server.hasErrantGtids) {
        return PROBLEM_WORDS.errant_gtid;
    }
    return server.problems.map((p) => PROBLEM_WORDS[p] ?? p).join(", ");
}

/** The greatest lag a replica told, apart from a delay somebody asked for; null when none told any. */
export function maxLag(cluster) {
    let max = null;
    for (const server of cluster.servers) {
        const told = server.reachable === true ? (server.replication?.lagSeconds ?? null) : null;
        if (told !== null) {
            max = Math.max(max ?? 0, told - server.replication.delaySeconds);
        }
    }
    return max;
}
