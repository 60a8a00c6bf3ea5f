namespace Attune.Foundation.Modules;

/// <summary>A kind of event that a module publishes; the registry from which clients and docs are generated.</summary>
/// <param name="Name">Its wire name, for example <c>message.created</c>.</param>
/// <param name="Topics">The pattern of topics it appears in.</param>
/// <param name="Meaning">When it is published and what <c>data</c> holds.</param>
public sealed record EventType(string Name, string Topics, string Meaning);
