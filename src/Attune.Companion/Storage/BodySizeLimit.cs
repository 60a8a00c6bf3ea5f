using Microsoft.AspNetCore.Http.Metadata;

namespace Attune.Companion.Storage;

/// <summary>The largest body that a route reads; the server answers 413 beyond it. Asked for at each request.</summary>
internal sealed class BodySizeLimit(Func<long> bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes();
}
