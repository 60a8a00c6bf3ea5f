using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Access;

/// <summary>
/// Metadata of an endpoint: asked before anybody looks at who is calling, so that a server that is full does not spend time
/// on tokens first.
/// </summary>
/// <param name="Check">Why nobody is let in now; null when the caller may be identified.</param>
public sealed record EntryGate(Func<HttpContext, Failure?> Check);
