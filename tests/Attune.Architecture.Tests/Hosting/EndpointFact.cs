using Attune.Foundation.Access;

namespace Attune.Architecture.Tests.Hosting;

/// <summary>One route of the host.</summary>
/// <param name="Module">The module that maps it; <c>server</c> for the host's own.</param>
/// <param name="Methods">HTTP methods, joined by a space; <c>*</c> for any.</param>
/// <param name="Pattern">The route pattern.</param>
/// <param name="Rule">Who may call it; null when it does not say.</param>
/// <param name="Request">The type of its JSON body, if it states one.</param>
/// <param name="Reply">The type of its JSON answer, if it states one.</param>
/// <param name="Answers">Its statuses with what they carry, for people.</param>
internal sealed record EndpointFact(
    string Module,
    string Methods,
    string Pattern,
    AccessRule? Rule,
    Type? Request = null,
    Type? Reply = null,
    string Answers = "");
