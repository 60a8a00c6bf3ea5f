namespace Attune.Companion.Conversations.Models;

/// <summary>A piece of a model's answer.</summary>
/// <param name="Text">Some of its text, as it came.</param>
/// <param name="Model">Name of the endpoint that wrote it.</param>
internal readonly record struct ModelPiece(string Text, string Model);
