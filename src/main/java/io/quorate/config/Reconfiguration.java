package io.quorate.config;

import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import io.quorate.config.catalogue.Reload;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a running process when its configuration is read again: all of it is taken over, or nothing. */
public sealed interface Reconfiguration {

    /**
     * The files are in order.
     *
     * @param next what holds from now on; keys that need a restart keep the value the process runs with
     * @param effective keys whose new value holds from now on, in the order of the catalogue
     * @param needRestart keys whose new value holds after a restart; they are named by every reload until then
     * @param findings warnings and notes
     */
    record Accepted(Configuration next, List<String> effective, List<String> needRestart, List<Finding> findings)
            implements Reconfiguration {
        public Accepted {
            effective = List.copyOf(effective);
            needRestart = List.copyOf(needRestart);
            findings = List.copyOf(findings);
        }
    }

    /** The files have errors; the process goes on with what it has. */
    record Refused(List<Finding> findings) implements Reconfiguration {
        public Refused {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Compares.
     *
     * @param running what the process runs with
     * @param fresh the files as just read
     */
    static Reconfiguration of(Configuration running, LoadResult fresh) {
        if (fresh.configuration().isEmpty()) {
            return new Refused(fresh.findings());
        }
        Configuration next = fresh.configuration().get();
        List<String> effective = new ArrayList<>();
        List<String> needRestart = new ArrayList<>();
        for (Key key : Catalogue.keys()) {
            String name = key.name();
            if (!key.isCurrent() || running.value(name).equals(next.value(name))) {
                continue;
            }
            if (key.reload() == Reload.LIVE) {
                effective.add(name);
            } else {
                needRestart.add(name);
                next = next.with(name, running.value(name));
            }
        }
        return new Accepted(next, effective, needRestart, fresh.findings());
    }
}
