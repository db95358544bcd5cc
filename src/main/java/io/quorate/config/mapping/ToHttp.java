package io.quorate.config.mapping;

import io.quorate.config.Configuration;
import io.quorate.http.Authentication;
import io.quorate.http.Settings;
import io.quorate.model.ClusterFilter;
import io.quorate.model.Thresholds;
import java.util.List;
import java.util.regex.Pattern;

/** How the HTTP surface listens and what it shows. */
public final class ToHttp {

    private static final int DEFAULT_PORT = 3000;
    private static final int FORGOTTEN_PERIODS = 3;

    private ToHttp() {}

    public static Settings settings(Configuration c) {
        String listen = c.text("ListenAddress");
        int colon = listen.lastIndexOf(':');
        return new Settings(
                colon < 0 ? listen : listen.substring(0, colon),
                port(listen, colon),
                c.text("URLPrefix"),
                c.text("StatusEndpoint"),
                authentication(c),
                thresholds(c),
                c.integer("DefaultInstancePort"),
                c.duration("InstancePollSeconds").multipliedBy(FORGOTTEN_PERIODS),
                filters(c));
    }

    /** Where HTTP listens; 0 when the system shall choose. */
    public static int port(Configuration c) {
        String listen = c.text("ListenAddress");
        return port(listen, listen.lastIndexOf(':'));
    }

    private static int port(String listen, int colon) {
        return colon < 0 || colon == listen.length() - 1 ? DEFAULT_PORT : Integer.parseInt(listen.substring(colon + 1));
    }

    private static Authentication authentication(Configuration c) {
        return new Authentication(
                Authentication.Method.of(c.text("AuthenticationMethod")),
                c.flag("ReadOnly"),
                c.text("HTTPAuthUser"),
                c.secret("HTTPAuthPassword").reveal(),
                c.text("AuthUserHeader"),
                c.texts("PowerAuthUsers"),
                c.texts("PowerAuthGroups"));
    }

    /** From when on a server's state counts as a problem. */
    public static Thresholds thresholds(Configuration c) {
        return new Thresholds(
                c.duration("InstancePollSeconds"),
                c.duration("ReasonableReplicationLagSeconds"),
                c.duration("ReasonableMaintenanceReplicationLagSeconds"));
    }

    private static Settings.Filters filters(Configuration c) {
        List<Pattern> hidden = c.patterns("ProblemIgnoreHostnameFilters");
        return new Settings.Filters(
                ClusterFilter.of(c.texts("RecoverMasterClusterFilters")),
                ClusterFilter.of(c.texts("RecoverIntermediateMasterClusterFilters")),
                c.texts("RecoveryIgnoreHostnameFilters"),
                key -> hidden.stream().anyMatch(p -> p.matcher(key.toString()).find()));
    }
}
