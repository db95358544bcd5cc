package io.quorate.http;

import io.quorate.api.FleetClusterJson;
import io.quorate.api.FleetJson;
import io.quorate.api.RecoveryProgressJson;
import io.quorate.log.Leadership;
import io.quorate.readmodel.FleetView;
import io.quorate.statemachine.RecoveryHistory;
import java.time.Instant;

/** The newer endpoints, in our own terms, that the web page uses. */
final class FleetRoutes {

    private final Ports ports;
    private final Lookup lookup;
    private final Rendering rendering;
    private final Settings settings;

    FleetRoutes(Ports ports, Lookup lookup, Rendering rendering, Settings settings) {
        this.ports = ports;
        this.lookup = lookup;
        this.rendering = rendering;
        this.settings = settings;
    }

    void addTo(EndpointTable table) {
        table.read("v2/fleet", this::fleet);
        table.read(
                "v2/cluster/:clusterHint",
                r -> Answer.bare(clusterJson(settings, lookup.now()).of(lookup.cluster(r))));
        table.read("v2/recovery/:uid", this::recovery);
    }

    private FleetJson json() {
        Instant now = lookup.now();
        return new FleetJson(clusterJson(settings, now), now);
    }

    static FleetClusterJson clusterJson(Settings settings, Instant now) {
        return new FleetClusterJson(settings.thresholds(), settings.filters().recoverPrimary(), now);
    }

    private Answer fleet(ApiRequest request) {
        FleetView view = lookup.view();
        Leadership leadership = ports.readModel().leadership();
        return rendering.kept(
                view.memo(),
                "v2/fleet/" + leadership.epoch(),
                () -> json().fleet(view, ports.readModel().node(), leadership.isLeader(), leadership.leader()));
    }

    private Answer recovery(ApiRequest request) {
        RecoveryHistory history = ports.log().state().recoveries();
        return history.recovery(request.path("uid"))
                .map(r -> Answer.bare(new RecoveryProgressJson().of(r, history.stepsOf(r.uid()))))
                .orElseThrow(() -> new BadRequest("No recovery has the uid '" + request.path("uid") + "'"));
    }
}
