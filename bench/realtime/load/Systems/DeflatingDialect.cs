namespace RealtimeLoad.Systems;

/// <summary>Attune as a client speaks to it that can inflate.</summary>
internal sealed record DeflatingDialect(Audience Audience) : AttuneDialect(Audience)
{
    public override string UpgradeFields => "Sec-WebSocket-Extensions: "
        + "permessage-deflate; client_no_context_takeover; server_no_context_takeover\r\n";
}
