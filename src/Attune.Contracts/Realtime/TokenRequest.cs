namespace Attune.Contracts.Realtime;

/// <summary>A token that an operator asks for. It belongs to the operator's organisation.</summary>
/// <param name="Principal">Whose it will be, 1 to 128 characters.</param>
/// <param name="Allow">What it allows, at most 64 rights such as <c>subscribe:persona:*</c> or <c>publish:room:12</c>.</param>
/// <param name="Groups">Groups whose announcements its holder gets, at most 32; none if absent.</param>
/// <param name="Minutes">How long it counts; 10 if absent.</param>
public sealed record TokenRequest(
    string? Principal, IReadOnlyList<string>? Allow, IReadOnlyList<string>? Groups = null, int? Minutes = null);
