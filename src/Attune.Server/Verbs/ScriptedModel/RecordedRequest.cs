namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>A chat request as the stand-in received it.</summary>
/// <param name="Body">The JSON that was sent.</param>
/// <param name="Authorization">The header of that name; null when it was missing. Not shown over HTTP.</param>
public sealed record RecordedRequest(string Body, string? Authorization);
