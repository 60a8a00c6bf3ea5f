using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Foundation.Access;

/// <summary>Identifies the caller of every endpoint that needs one and checks its access rule before it runs.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, IAccess access)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>();
        // Endpoints without a route are the framework's own refusals (wrong method): they do nothing.
        if (context.GetEndpoint() is not RouteEndpoint || rule is { Verb: null })
        {
            await next(context);
            return;
        }

        if (rule?.Verb is not { } verb)
            throw new InvalidOperationException($"The endpoint '{context.GetEndpoint()}' states no access rule.");

        if (context.GetEndpoint()?.Metadata.GetMetadata<EntryGate>()?.Check(context) is { } shut)
        {
            await ProblemWriter.WriteAsync(context, shut);
            return;
        }

        var identified = await access.IdentifyAsync(context);
        if (identified.Failure is { } failure)
        {
            if (rule.MayIdentifyLater && ReferenceEquals(failure, AccessFailures.TokenMissing))
            {
                context.Features.Set(Caller.Nobody);
                await next(context);
                return;
            }

            if (failure.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer";
            await ProblemWriter.WriteAsync(context, failure);
            return;
        }

        var caller = identified.Value;
        if (!await access.AllowAsync(caller, verb, "", context.RequestAborted))
        {
            await ProblemWriter.WriteAsync(context, AccessFailures.Forbidden(verb));
            return;
        }

        context.Features.Set(caller);
        await next(context);
    }
}
