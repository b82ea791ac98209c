using System.Collections;
using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace DomesticAbuseResponse.Web.Infrastructure.Endpoints;

/// <summary>One value that a request may set.</summary>
/// <param name="Name">As it is posted: "Input", or the name of a parameter.</param>
/// <param name="Type">Its type in C#, short.</param>
/// <param name="From">"route", "form or query", "form" or "body".</param>
/// <param name="OnGet">Whether a GET may set it too.</param>
public sealed record EndpointInput(string Name, string Type, string From, bool OnGet);

/// <summary>One way into the product: an address, a verb and what answers.</summary>
/// <param name="Route">The route template with a leading slash.</param>
/// <param name="Verb">GET also answers HEAD, without a body.</param>
/// <param name="Handler">The method that answers; the name in "?handler=" is <paramref name="HandlerName"/>.</param>
/// <param name="Policy">The name of the policy; null where none is asked for, see <paramref name="Anonymous"/>.</param>
/// <param name="Roles">Who the policy lets in.</param>
/// <param name="Anonymous">Whether nobody has to be signed in.</param>
/// <param name="ShowsPeople">Whether the answer can hold something about a person the records are about.</param>
public sealed record EndpointEntry(
    string Route, string Verb, string Handler, string? HandlerName, string? Policy, IReadOnlyList<string> Roles, bool Anonymous, bool ShowsPeople, IReadOnlyList<EndpointInput> Inputs);

/// <summary>Every address the product answers, read from the endpoints themselves, so that nothing can be left out.</summary>
public static class EndpointCatalogue
{
    private const int _deepest = 5;

    public static async Task<IReadOnlyList<EndpointEntry>> ReadAsync(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return await ReadAsync(((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints), app.Services.GetRequiredService<PageLoader>());
    }

    public static async Task<IReadOnlyList<EndpointEntry>> ReadAsync(IEnumerable<Endpoint> endpoints, PageLoader loader)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(loader);
        List<EndpointEntry> entries = [];
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            entries.AddRange(endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? OfPage(endpoint, await loader.LoadAsync(page, endpoint.Metadata))
                : OfMethod(endpoint));
        }

        return [.. entries.DistinctBy(e => (e.Route, e.Verb, e.Handler)).OrderBy(e => e.Route, StringComparer.Ordinal).ThenBy(e => e.Verb, StringComparer.Ordinal).ThenBy(e => e.Handler, StringComparer.Ordinal)];
    }

    private static IEnumerable<EndpointEntry> OfPage(RouteEndpoint endpoint, CompiledPageActionDescriptor page)
    {
        var model = page.HandlerTypeInfo;
        var policy = model.GetCustomAttribute<AuthorizeAttribute>()?.Policy;
        var anonymous = model.IsDefined(typeof(AllowAnonymousAttribute));
        var shows = !model.IsDefined(typeof(ShowsNobodyAttribute));
        var route = RouteOf(endpoint);
        var inRoute = endpoint.RoutePattern.Parameters.Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = model.FullName!.Split(".Pages.")[^1];
        var bound = page.BoundProperties.OfType<PageBoundPropertyDescriptor>().SelectMany(p => Inputs(
            p.BindingInfo?.BinderModelName ?? p.Name, p.ParameterType, inRoute, p.Property.GetCustomAttribute<BindPropertyAttribute>()?.SupportsGet is true)).ToList();
        if (page.HandlerMethods.Count == 0)
        {
            yield return new(route, "GET", name, null, policy, RolesOf(policy), anonymous, shows, [.. bound.Where(b => b.OnGet)]);
        }

        foreach (var method in page.HandlerMethods)
        {
            var parameters = method.Parameters.Where(p => p.ParameterType != typeof(CancellationToken)).SelectMany(p => Inputs(p.Name, p.ParameterType, inRoute, onGet: true));
            var verb = method.HttpMethod.ToUpperInvariant();
            yield return new(
                route, verb, $"{name}.{method.MethodInfo.Name}", method.Name, policy, RolesOf(policy), anonymous, shows,
                [.. bound.Where(b => b.OnGet || verb != "GET"), .. parameters]);
        }
    }

    private static IEnumerable<EndpointEntry> OfMethod(RouteEndpoint endpoint)
    {
        var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var policy = endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy;
        var method = endpoint.Metadata.GetMetadata<MethodInfo>();
        var inRoute = endpoint.RoutePattern.Parameters.SelectMany(p => Inputs(p.Name, typeof(string), [p.Name], onGet: true));
        var handler = method is null || method.Name.StartsWith('<') ? endpoint.DisplayName ?? "" : $"{method.DeclaringType?.Name}.{method.Name}";
        foreach (var verb in (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(v => v != "HEAD"))
        {
            // The methods beside the pages sign people in and out, serve style sheets and say that the host lives.
            yield return new(RouteOf(endpoint), verb, handler, null, policy, RolesOf(policy), anonymous, ShowsPeople: false, [.. inRoute]);
        }
    }

    private static string RouteOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    /// <summary>A value by its own name; a form model as every value in it: "Input.People[].Name".</summary>
    private static IEnumerable<EndpointInput> Inputs(string name, Type type, IReadOnlyCollection<string> inRoute, bool onGet, int depth = 0)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var element = type.IsArray ? type.GetElementType() : type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments().FirstOrDefault() : null;
        if (element is not null && depth < _deepest)
        {
            return Inputs($"{name}[]", element, inRoute, onGet, depth + 1);
        }

        var parts = type.IsClass && type.Assembly == typeof(EndpointCatalogue).Assembly && !TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)) && depth < _deepest
            ? type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }).ToArray()
            : [];
        return parts.Length == 0
            ? [new(name, Short(type), inRoute.Contains(name, StringComparer.OrdinalIgnoreCase) ? "route" : onGet ? "form or query" : "form", onGet)]
            : parts.SelectMany(p => Inputs($"{name}.{p.Name}", p.PropertyType, inRoute, onGet, depth + 1));
    }

    private static string[] RolesOf(string? policy) =>
        policy is not null && Policies.Table.TryGetValue(policy, out var roles) ? [.. roles.Select(r => r.ToString()).Order(StringComparer.Ordinal)] : [];

    private static string Short(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Short(value) + "?"
        : type.IsArray ? Short(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>"
        : type.IsNested && type.Name == "InputModel" ? $"{type.DeclaringType!.Name}.{type.Name}"
        : type.Name;
}
