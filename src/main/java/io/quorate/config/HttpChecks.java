package io.quorate.config;

/** What protects page and API, and where figures go. A protection asked for and not possible is an error. */
final class HttpChecks {

    private HttpChecks() {}

    static void check(Configuration c, Checks checks) {
        String method = c.text("AuthenticationMethod");
        if ((method.equals("basic") || method.equals("multi"))
                && c.text("HTTPAuthUser").isEmpty()) {
            checks.refuse(
                    "HTTPAuthUser",
                    "HTTPAuthUser is not set; AuthenticationMethod \"" + method + "\" needs an account",
                    "AuthenticationMethod");
        }
        if (c.flag("UseSSL")) {
            required("SSLPrivateKeyFile", "UseSSL", c, checks);
            required("SSLCertFile", "UseSSL", c, checks);
        }
        if (c.flag("UseMutualTLS") && c.texts("SSLValidOUs").isEmpty()) {
            checks.warn(
                    "SSLValidOUs",
                    "SSLValidOUs is empty, so UseMutualTLS lets nobody pass; name the units allowed",
                    "UseMutualTLS");
        }
        if (!c.text("ListenSocket").isEmpty() && c.flag("UseSSL")) {
            checks.warn("ListenSocket", "ListenSocket is set, which turns UseSSL off", "UseSSL");
        }
        if (!c.text("GraphiteAddr").isEmpty() && c.text("GraphitePath").isEmpty()) {
            checks.refuse(
                    "GraphitePath",
                    "GraphitePath is not set; GraphiteAddr needs the prefix of the figures, such as"
                            + " \"quorate.{hostname}\"",
                    "GraphiteAddr");
        }
        if (c.text("PrependMessagesWithOrcIdentity").equals("custom")
                && c.text("CustomOrcIdentity").isEmpty()) {
            checks.refuse(
                    "CustomOrcIdentity",
                    "CustomOrcIdentity is not set; PrependMessagesWithOrcIdentity \"custom\" needs it",
                    "PrependMessagesWithOrcIdentity");
        }
    }

    private static void required(String key, String because, Configuration c, Checks checks) {
        if (c.text(key).isEmpty()) {
            checks.refuse(key, key + " is not set; " + because + " needs it", because);
        }
    }
}
