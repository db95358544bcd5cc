/** Recoveries with their steps on a scale of milliseconds. */
import { h, lazy } from "../dom.js";
import { count, moment, span } from "../format.js";
import { evidenceList } from "./cluster.js";
import { icon, mark, serverName } from "./parts.js";

export function recoveries(state, list, actions) {
    return h(
        "section",
        { class: "recoveries", "aria-labelledby": "recoveries-title" },
        h("h2", { id: "recoveries-title" }, "Recoveries"),
        list.length === 0 ? h("p", { class: "hint" }, "None so far.") : null,
        list.map((recovery, i) => {
            const open =
                i === 0 || recovery.endedAt === null ? !state.folded.has(recovery.uid) : state.opened.has(recovery.uid);
            const now = recovery.endedAt === null ? state.now + state.clockOffset : 0;
            const form = state.acknowledging.uid === recovery.uid ? state.acknowledging : null;
            return lazy(recovery.uid, recoveryCard, recovery, open, now, form, actions);
        }),
    );
}

function recoveryCard(recovery, isOpen, now, form, actions) {
    const outcome = recovery.endedAt === null ? "recovering" : recovery.successful ? "ok" : "failing";
    const lasted = (recovery.endedAt ?? now) - recovery.startedAt;
    return h(
        "article",
        { class: `recovery ${outcome}`, flash: outcome },
        h(
            "header",
            { class: "recovery-head" },
            h(
                "button",
                {
                    type: "button",
                    class: "recovery-toggle",
                    "aria-expanded": isOpen,
                    onclick: () => actions.toggleRecovery(recovery.uid, isOpen),
                },
                icon("fold", isOpen ? "turned" : ""),
                h("span", { class: "recovery-title" }, icon(outcome), h("span", null, title(recovery))),
            ),
            h("span", { class: "recovery-span" }, span(Math.max(0, lasted))),
        ),
        isOpen
            ? [
                  about(recovery),
                  waterfall(recovery, Math.max(0, lasted)),
                  troubles(recovery),
                  footer(recovery, form, actions),
              ]
            : null,
    );
}

function title(recovery) {
    const failed = serverName(recovery.failed);
    if (recovery.endedAt === null) {
        return ["Repairing the failure of ", failed];
    }
    if (!recovery.successful) {
        return ["Could not repair the failure of ", failed];
    }
    return recovery.successor
        ? [serverName(recovery.successor), " took the place of ", failed]
        : ["Repaired the failure of ", failed];
}

function about(recovery) {
    return h(
        "div",
        { class: "recovery-about" },
        h(
            "p",
            null,
            recovery.analysis ? h("code", null, recovery.analysis) : null,
            recovery.sentence ? ` ${recovery.sentence}.`.replace(/\.\.$/, ".") : null,
        ),
        recovery.evidence.length === 0
            ? null
            : h(
                  "details",
                  null,
                  h("summary", null, `What it rested on (${recovery.evidence.length})`),
                  evidenceList(recovery.evidence),
              ),
        h(
            "p",
            { class: "quiet" },
            `Started ${moment(recovery.startedAt, Date.now())}`,
            recovery.node ? [" on ", h("bdi", null, recovery.node)] : null,
        ),
    );
}

/** Each step with the time since the start. A step that tells how long it took is a bar that ends at its time. */
function waterfall(recovery, lasted) {
    const steps = recovery.steps.filter((step) => !recovery.evidence.includes(step.message));
    const first = Math.min(0, ...steps.map((step) => step.ms));
    const whole = Math.max(lasted, ...steps.map((step) => step.ms), 1) - first;
    return h(
        "ol",
        { class: "steps", "aria-label": "Steps, with milliseconds since the start" },
        steps.map((step) => {
            const took = Math.min(Number(/: (\d+) ms$/.exec(step.message)?.[1] ?? 0), step.ms - first);
            const left = (100 * (step.ms - took - first)) / whole;
            const width = (100 * took) / whole;
            return h(
                "li",
                { key: step.id, class: "step" },
                h("span", { class: "step-ms" }, `${step.ms < 0 ? "−" : "+"}${grouped(Math.abs(step.ms))} ms`),
                h(
                    "span",
                    { class: "step-track", "aria-hidden": "true" },
                    h("span", {
                        class: took > 0 ? "step-bar" : "step-tick",
                        style: { "margin-left": `${left.toFixed(2)}%`, width: `${width.toFixed(2)}%` },
                    }),
                ),
                h("span", { class: "step-message" }, step.message),
            );
        }),
    );
}

function grouped(ms) {
    return Math.round(ms).toLocaleString("en");
}

function troubles(recovery) {
    const lost = recovery.lostReplicas;
    return [
        lost.length === 0
            ? null
            : h(
                  "p",
                  { class: "lost" },
                  icon("warning"),
                  h(
                      "span",
                      null,
                      `${count(lost.length, "replica", "replicas")} could not follow: `,
                      lost.map((key, i) => [i > 0 ? ", " : "", serverName(key)]),
                  ),
              ),
        recovery.errors.map((text) => h("p", { class: "lost" }, icon("failing"), text)),
    ];
}

function footer(recovery, form, actions) {
    if (recovery.endedAt === null) {
        return null;
    }
    if (recovery.isAcknowledged) {
        return h("p", { class: "quiet acknowledged" }, icon("ok"), acknowledgedSentence(recovery.acknowledgement));
    }
    if (!form) {
        return h(
            "p",
            { class: "recovery-foot" },
            mark(
                "quiet",
                "not acknowledged",
                "Until then, further automatic recoveries of the cluster may be held back",
            ),
            h(
                "button",
                { type: "button", class: "small", onclick: () => actions.beginAcknowledge(recovery.uid) },
                "Acknowledge",
            ),
        );
    }
    return acknowledgeForm(recovery, form, actions);
}

function acknowledgedSentence(by) {
    if (by === null) {
        return "Acknowledged";
    }
    const when = by.at === null ? "" : `, ${moment(by.at, Date.now())}`;
    return `Acknowledged by ${by.owner || "somebody"}${when}: ${by.comment}`;
}

function acknowledgeForm(recovery, form, actions) {
    return h(
        "form",
        {
            class: "recovery-foot",
            onsubmit: (event) => {
                event.preventDefault();
                actions.acknowledge(recovery.uid);
            },
        },
        h("label", { for: "ack-comment" }, "Comment"),
        h("input", {
            id: "ack-comment",
            type: "text",
            required: true,
            maxlength: "200",
            autocomplete: "off",
            placeholder: "What was found",
            value: form.comment,
            oninput: (event) => actions.commentAcknowledge(event.target.value),
        }),
        h("button", { type: "submit", class: "small strong", disabled: form.busy }, "Acknowledge"),
        h("button", { type: "button", class: "small", onclick: actions.cancelAcknowledge }, "Cancel"),
        form.error ? h("span", { class: "bad", role: "alert" }, form.error) : null,
    );
}
