namespace Attune.Architecture.Tests.Hosting;

/// <summary>Names of wire types as people write them.</summary>
internal static class TypeNames
{
    /// <summary>The name in Markdown, with arrays and type arguments; null for no type.</summary>
    public static string? Of(Type? type) => type is null ? null : $"`{Plain(type)}`";

    private static string Plain(Type type) => type.IsArray ? Plain(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Plain))}>"
        : type.Name;
}
