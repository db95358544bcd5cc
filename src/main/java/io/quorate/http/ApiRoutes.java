package io.quorate.http;

import akka.actor.typed.ActorSystem;

/** All endpoints under {@code /api/}, area by area. */
final class ApiRoutes {

    private ApiRoutes() {}

    static EndpointTable table(ActorSystem<?> system, Ports ports, Settings settings, EventStream events) {
        Lookup lookup = new Lookup(ports, settings);
        Rendering rendering = new Rendering(settings, ports.clock());
        Proposals proposals = new Proposals(ports.log());
        EndpointTable table = new EndpointTable();
        new DiscoveryRoutes(ports, lookup, rendering, proposals, settings).addTo(table);
        new InstanceRoutes(lookup, rendering, settings).addTo(table);
        new ClusterRoutes(lookup, rendering, proposals, settings).addTo(table);
        new AnalysisRoutes(ports, lookup, rendering).addTo(table);
        new DowntimeRoutes(ports, lookup, proposals).addTo(table);
        new TagRoutes(ports, lookup, proposals).addTo(table);
        new NameRoutes(ports, lookup, proposals).addTo(table);
        new RecoveryRoutes(ports, lookup, proposals, settings).addTo(table);
        new AcknowledgeRoutes(ports, lookup, proposals).addTo(table);
        new AuditRoutes(ports, lookup, settings).addTo(table);
        new HealthRoutes(ports).addTo(table);
        new RaftRoutes(ports.seat()).addTo(table);
        ports.seat()
                .map(seat -> new GroupRoutes(seat, new LeadingSince(ports.log(), ports.clock()), system))
                .ifPresent(routes -> routes.addTo(table));
        new MetricsRoutes(ports, lookup).addTo(table);
        new FleetRoutes(ports, lookup, rendering, settings).addTo(table);
        events.addTo(table);
        return table;
    }
}
