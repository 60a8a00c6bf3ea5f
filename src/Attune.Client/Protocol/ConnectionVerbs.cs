using System.Text.Json;

namespace Attune.Client.Protocol;

internal sealed record RefreshVerb(string Token) : Verb("refresh")
{
    public override bool OutlivesConnection => false;

    /// <summary>Without the secret, which records would print.</summary>
    public override string ToString() => "refresh";

    protected override void WriteFields(Utf8JsonWriter json) => json.WriteString("token"u8, Token);
}

internal sealed record PingVerb() : Verb("ping")
{
    public override bool OutlivesConnection => false;

    protected override void WriteFields(Utf8JsonWriter json)
    {
    }
}
