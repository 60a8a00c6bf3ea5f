namespace Attune.Foundation.Http;

/// <summary>
/// The type that an endpoint reads from its body. Not the framework's own metadata, which refuses a body without the right
/// content type: <c>curl -d</c> sends none that fits, and the origin check already keeps foreign pages out.
/// </summary>
/// <param name="Type">A public type of the contracts.</param>
public sealed record RequestBody(Type Type);
