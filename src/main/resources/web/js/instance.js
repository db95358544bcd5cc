/**
 * Everything about one server, in the words of the older API (`instance/<host>/<port>`): read when somebody opens a
 * row, and again every few seconds while it is open, because most of it changes with each probe.
 */
import { age, hostAndPort, seconds } from "./format.js";

const REFRESH_MS = 5000;

/** Terms and texts in the order they are shown; what is empty is left out. */
export function readInstance(json) {
    const isReplica = Boolean(json.MasterKey?.Hostname);
    const facts = [
        ["Server", [json.Version, json.VersionComment || json.FlavorName].filter(Boolean).join(", ")],
        ["Server id", json.ServerID ? `${json.ServerID}${json.ServerUUID ? `, ${json.ServerUUID}` : ""}` : ""],
        ["Up for", json.Uptime ? age(json.Uptime * 1000) : ""],
        ["Last seen", json.SecondsSinceLastSeen?.Valid ? `${seconds(json.SecondsSinceLastSeen.Int64)} ago` : ""],
        ["Binary log", binaryLog(json)],
        ["Position", position(json.SelfBinlogCoordinates)],
        ["Source", isReplica ? `${json.MasterKey.Hostname}:${json.MasterKey.Port}` : ""],
        ["Read up to", isReplica ? position(json.ReadBinlogCoordinates) : ""],
        ["Executed up to", isReplica ? position(json.ExecBinlogCoordinates) : ""],
        ["I/O error", json.LastIOError],
        ["SQL error", json.LastSQLError],
        ["GTID mode", json.GTIDMode],
        ["GTIDs executed", json.ExecutedGtidSet],
        ["GTIDs purged", json.GtidPurged],
        ["Errant GTIDs", json.GtidErrant],
        ["Semi-sync", semiSync(json)],
        ["Place", [json.DataCenter, json.Region, json.PhysicalEnvironment].filter(Boolean).join(", ")],
        ["Promotion rule", json.PromotionRule],
        [
            "Downtime",
            json.IsDowntimed
                ? `${json.DowntimeReason} (${json.DowntimeOwner}), until ${json.DowntimeEndTimestamp} UTC`
                : "",
        ],
    ];
    return facts.filter(([, text]) => text);
}

function binaryLog(json) {
    if (json.LogBinEnabled === false) {
        return "off";
    }
    const updates = json.LogReplicationUpdatesEnabled ?? json.LogSlaveUpdatesEnabled;
    return [json.Binlog_format, json.BinlogRowImage, updates ? "logs updates" : "logs no updates"]
        .filter(Boolean)
        .join(", ");
}

function position(at) {
    return at?.LogFile ? `${at.LogFile} : ${at.LogPos}` : "";
}

function semiSync(json) {
    const source = json.SemiSyncMasterEnabled
        ? `as source, ${json.SemiSyncMasterStatus ? "active" : "not active"}, waits for ${json.SemiSyncMasterWaitForReplicaCount}`
        : "";
    return [source, json.SemiSyncReplicaEnabled ? "as replica" : ""].filter(Boolean).join("; ");
}

/** Keeps the facts of the open rows in the store fresh. */
export function watchOpenServers(store, apiV1) {
    const asked = new Map();
    const look = () => {
        const state = store.get();
        const shown = new Set(state.shownKeys.concat(state.alsoShownKeys));
        const open = [...state.opened].filter((key) => shown.has(key));
        for (const key of open) {
            if (Date.now() - (asked.get(key) ?? 0) >= REFRESH_MS && !document.hidden) {
                asked.set(key, Date.now());
                read(key);
            }
        }
        [...asked.keys()].filter((key) => !state.opened.has(key)).forEach((key) => asked.delete(key));
    };
    const read = async (key) => {
        const [host, port] = hostAndPort(key);
        let found;
        try {
            const address = `${apiV1}instance/${encodeURIComponent(host)}/${encodeURIComponent(port.slice(1))}`;
            const response = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
            const json = await response.json();
            found = response.ok && json.Key ? { facts: readInstance(json) } : { error: json.Message ?? "not known" };
        } catch (e) {
            found = { error: e.message };
        }
        store.update((state) => ({ details: new Map(state.details).set(key, found) }));
    };
    setInterval(look, 500);
    store.subscribe(look);
}
