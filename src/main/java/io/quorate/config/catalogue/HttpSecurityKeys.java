package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.secret;
import static io.quorate.config.catalogue.Draft.text;
import static io.quorate.config.catalogue.Draft.texts;
import static io.quorate.config.catalogue.Draft.word;

import java.util.List;

/** Who may read and change things through the page and the API, and encryption there. */
final class HttpSecurityKeys {

    static final List<Key> KEYS = List.of(
            flag("ReadOnly", false).says("Nobody may change anything through the API."),
            flag("HTTPMutationsByGet", true)
                    .from(Origin.QUORATE)
                    .notYet()
                    .says("Let GET requests change things, as old clients do. Without it they need POST, PUT or"
                            + " DELETE."),
            word("AuthenticationMethod", "", "", "none", "basic", "multi", "proxy", "token", "oauth")
                    .restart()
                    .says("How users are told apart: not at all, `basic` (one account), `multi` (as well a user"
                            + " `readonly`), `proxy` (a header set by a proxy), `token`."),
            text("HTTPAuthUser").restart().says("The account of `basic` and `multi`."),
            secret("HTTPAuthPassword").restart().says("Its password."),
            text("AuthUserHeader", "X-Forwarded-User")
                    .says("Header in which the proxy names the user; upper and lower case do not matter."),
            texts("PowerAuthUsers", "*").says("Users that may change things behind a proxy; `*` = all."),
            texts("PowerAuthGroups")
                    .says("Unix groups of this machine whose members may change things behind a proxy."),
            count("AccessTokenUseExpirySeconds", 60).notYet().says("A new token must be picked up within this time."),
            count("AccessTokenExpiryMinutes", 1440).notYet().says("How long a token is valid."),
            flag("UseSSL", false)
                    .restart()
                    .notYet("page and API are not encrypted")
                    .says("HTTPS on `ListenAddress`."),
            flag("UseMutualTLS", false)
                    .restart()
                    .notYet("clients are not asked for certificates")
                    .says("Ask clients for certificates and check their organizational unit."),
            text("SSLPrivateKeyFile").restart().notYet().says("PEM file: key of the HTTPS certificate."),
            text("SSLCertFile").restart().notYet().says("PEM file: the HTTPS certificate."),
            text("SSLCAFile")
                    .restart()
                    .notYet()
                    .says("PEM file: authorities of client certificates and of the other nodes."),
            flag("SSLSkipVerify", false).restart().notYet().says("Accept any certificate of the other nodes."),
            texts("SSLValidOUs").restart().notYet().says("Organizational units that client certificates may carry."),
            flag("StatusOUVerify", false).notYet().says("Check the unit for the status check too."),
            text("OAuthClientId")
                    .noMeaning("Sign-on by OAuth was never finished in the old programs.")
                    .says("Application id for OAuth."),
            secret("OAuthClientSecret").noMeaning("See `OAuthClientId`.").says("Application secret for OAuth."),
            texts("OAuthScopes").noMeaning("See `OAuthClientId`.").says("Scopes asked for."));

    private HttpSecurityKeys() {}
}
