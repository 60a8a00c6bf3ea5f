namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>The server refused something that it should have accepted, or answered against the protocol.</summary>
public sealed class RefusedException(string code, string message) : Exception($"Refused with '{code}': {message}")
{
    /// <summary>The error code on the wire, for example <c>unknown_service</c>.</summary>
    public string Code => code;
}
