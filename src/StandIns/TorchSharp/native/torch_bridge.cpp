// Calls libtorch's operators by name through its dispatcher, boxed. An operator is a line of C# and no line here.
// A tensor handle is a TensorImpl* that owns one reference; a generator handle is a heap-allocated at::Generator.
// Entry points that can fail return a negative number (or null), and cp_error() then holds the message.
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/ScalarTypeToTypeMeta.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/cuda.h>
#include <torch/version.h>

#define CP_API extern "C" __attribute__((visibility("default")))

namespace {

enum Tag : int32_t {
  None, TensorTag, Int, Double, Bool, IntList, DoubleList, BoolList, TensorList, OptionalTensorList, String, Device, GeneratorTag,
};

struct Value {
  int32_t tag;
  int32_t count;
  union { int64_t i; double d; void* p; };
};

struct Operator {
  c10::OperatorHandle handle;
  std::string name;
  std::vector<c10::IValue> defaults;
  std::vector<bool> required;
  std::vector<c10::TypeKind> kinds;
};

thread_local std::string last_error;

template <class F>
auto guarded(const char* name, F&& body) -> decltype(body()) {
  try {
    return body();
  } catch (const c10::Error& e) {
    last_error = std::string(name) + ": " + e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = std::string(name) + ": " + e.what();
  } catch (...) {
    last_error = std::string(name) + ": unknown native exception";
  }
  return decltype(body())(-1);
}

c10::TensorImpl* impl(void* handle) { return static_cast<c10::TensorImpl*>(handle); }

at::Tensor borrow(void* handle) {
  return handle == nullptr
      ? at::Tensor()
      : at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(impl(handle)));
}

void* release(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

std::vector<at::Tensor> borrow_all(void** handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int32_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

c10::TypeKind kind_of(c10::TypePtr type) {
  while (auto optional = type->cast<c10::OptionalType>()) type = optional->getElementType();
  return type->kind();
}

c10::IValue box(const Value& v, c10::TypeKind kind) {
  switch (v.tag) {
    case TensorTag: return borrow(v.p);
    case Int: return kind == c10::TypeKind::FloatType ? c10::IValue(static_cast<double>(v.i)) : c10::IValue(v.i);
    case Double: return v.d;
    case Bool: return v.i != 0;
    case IntList: return c10::IntArrayRef(static_cast<int64_t*>(v.p), v.count);
    case DoubleList: return c10::ArrayRef<double>(static_cast<double*>(v.p), v.count);
    case BoolList: {
      c10::List<bool> list;
      for (int32_t i = 0; i < v.count; i++) list.push_back(static_cast<uint8_t*>(v.p)[i] != 0);
      return list;
    }
    case TensorList: return c10::IValue(borrow_all(static_cast<void**>(v.p), v.count));
    case OptionalTensorList: {
      c10::impl::GenericList list(c10::OptionalType::create(c10::TensorType::get()));
      auto handles = static_cast<void**>(v.p);
      for (int32_t i = 0; i < v.count; i++) list.push_back(handles[i] ? c10::IValue(borrow(handles[i])) : c10::IValue());
      return list;
    }
    case String: return std::string(static_cast<const char*>(v.p), v.count);
    case Device: return c10::Device(static_cast<c10::DeviceType>(v.count), static_cast<c10::DeviceIndex>(v.i));
    case GeneratorTag: return *static_cast<at::Generator*>(v.p);
    default: return c10::IValue();
  }
}

Value unbox(c10::IValue&& v) {
  Value r{None, 0, {0}};
  if (v.isTensor()) {
    auto tensor = std::move(v).toTensor();
    r.p = release(std::move(tensor));
    r.tag = r.p == nullptr ? None : TensorTag;
  } else if (v.isTensorList()) {
    auto tensors = v.toTensorVector();
    auto handles = new void*[tensors.size()];
    for (size_t i = 0; i < tensors.size(); i++) handles[i] = release(std::move(tensors[i]));
    r.tag = TensorList;
    r.count = static_cast<int32_t>(tensors.size());
    r.p = handles;
  } else if (v.isBool()) {
    r.tag = Bool;
    r.i = v.toBool();
  } else if (v.isDouble()) {
    r.tag = Double;
    r.d = v.toDouble();
  } else if (v.isInt()) {
    r.tag = Int;
    r.i = v.toInt();
  } else if (!v.isNone()) {
    TORCH_CHECK(false, "a result of kind ", v.tagKind(), " has no counterpart in the bridge");
  }
  return r;
}

// Registered once and never removed: the number of an operator stays valid for the life of the process.
std::vector<Operator*>& operators() {
  static auto* all = [] { auto* v = new std::vector<Operator*>(); v->reserve(4096); return v; }();
  return *all;
}
std::mutex operators_lock;

c10::Device device_of(int32_t type, int32_t index) {
  return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

const char* keep(std::string text) {
  static thread_local std::string kept;
  kept = std::move(text);
  return kept.c_str();
}

}  // namespace

CP_API const char* cp_error() { return last_error.c_str(); }

// --- operators -------------------------------------------------------------------------------------------------------

CP_API int32_t cp_operator(const char* name, const char* overload) {
  return guarded(name, [&]() -> int32_t {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    auto op = new Operator{handle, name, {}, {}, {}};
    for (const auto& argument : handle.schema().arguments()) {
      const auto& fallback = argument.default_value();
      op->required.push_back(!fallback);
      op->defaults.push_back(fallback ? *fallback : c10::IValue());
      op->kinds.push_back(kind_of(argument.type()));
    }
    std::lock_guard<std::mutex> lock(operators_lock);
    TORCH_CHECK(operators().size() < operators().capacity(), "too many operators");
    operators().push_back(op);
    return static_cast<int32_t>(operators().size()) - 1;
  });
}

// Arguments left out at the end take the schema's defaults. Returns the number of results, of which the first `room`
// are handed out; the rest are dropped.
CP_API int32_t cp_call(int32_t number, const Value* arguments, int32_t count, Value* results, int32_t room) {
  const Operator& op = *operators()[number];
  static thread_local std::vector<c10::IValue> stack;
  stack.clear();
  int32_t made = guarded(op.name.c_str(), [&]() -> int32_t {
    TORCH_CHECK(count <= static_cast<int32_t>(op.kinds.size()), "takes ", op.kinds.size(), " arguments, not ", count);
    for (int32_t i = 0; i < count; i++) stack.emplace_back(box(arguments[i], op.kinds[i]));
    for (size_t i = count; i < op.kinds.size(); i++) {
      TORCH_CHECK(!op.required[i], "argument ", i, " is missing");
      stack.push_back(op.defaults[i]);
    }
    op.handle.callBoxed(&stack);
    auto size = static_cast<int32_t>(stack.size());
    for (int32_t i = 0; i < size && i < room; i++) results[i] = unbox(std::move(stack[i]));
    return size;
  });
  stack.clear();
  return made;
}

CP_API void cp_free_list(void** handles) { delete[] handles; }

// --- tensors ---------------------------------------------------------------------------------------------------------

CP_API void cp_tensor_free(void* h) {
  c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(impl(h));
}
CP_API void* cp_tensor_share(void* h) { return release(borrow(h)); }
CP_API int32_t cp_tensor_dim(void* h) { return static_cast<int32_t>(impl(h)->dim()); }
CP_API int64_t cp_tensor_numel(void* h) { return impl(h)->numel(); }
CP_API int32_t cp_tensor_dtype(void* h) { return static_cast<int32_t>(c10::typeMetaToScalarType(impl(h)->dtype())); }
CP_API int32_t cp_tensor_element_size(void* h) { return static_cast<int32_t>(impl(h)->dtype().itemsize()); }
CP_API int32_t cp_tensor_device_type(void* h) { return static_cast<int32_t>(impl(h)->device().type()); }
CP_API int32_t cp_tensor_device_index(void* h) { return impl(h)->device().index(); }
CP_API void cp_tensor_sizes(void* h, int64_t* out) {
  auto sizes = impl(h)->sizes();
  std::memcpy(out, sizes.data(), sizes.size() * sizeof(int64_t));
}
CP_API void cp_tensor_strides(void* h, int64_t* out) {
  auto strides = impl(h)->strides();
  std::memcpy(out, strides.data(), strides.size() * sizeof(int64_t));
}
CP_API int32_t cp_tensor_is_contiguous(void* h) { return impl(h)->is_contiguous(); }
CP_API int32_t cp_tensor_is_sparse(void* h) { return impl(h)->is_sparse(); }
CP_API int32_t cp_tensor_requires_grad(void* h) { return impl(h)->requires_grad(); }
CP_API int32_t cp_tensor_is_leaf(void* h) { return borrow(h).is_leaf(); }
CP_API void* cp_tensor_data(void* h) {
  void* data = nullptr;
  guarded("data", [&] { data = borrow(h).data_ptr(); return 0; });
  return data;
}
CP_API int32_t cp_tensor_set_requires_grad(void* h, int32_t on) {
  return guarded("requires_grad_", [&] { borrow(h).set_requires_grad(on != 0); return 0; });
}
CP_API void* cp_tensor_grad(void* h) { return release(borrow(h).grad()); }
CP_API int32_t cp_tensor_set_grad(void* h, void* grad) {
  return guarded("grad", [&] { borrow(h).mutable_grad() = borrow(grad); return 0; });
}

// --- autograd --------------------------------------------------------------------------------------------------------

CP_API int32_t cp_backward(void** tensors, int32_t count, void** grads, int32_t grad_count, int32_t retain_graph,
                           int32_t create_graph, void** inputs, int32_t input_count) {
  return guarded("backward", [&] {
    torch::autograd::backward(borrow_all(tensors, count), borrow_all(grads, grad_count), retain_graph != 0,
                              create_graph != 0, borrow_all(inputs, input_count));
    return 0;
  });
}
CP_API int32_t cp_gradients(void** outputs, int32_t count, void** inputs, int32_t input_count, void** grads, int32_t grad_count,
                            int32_t retain_graph, int32_t create_graph, int32_t allow_unused, void** results) {
  return guarded("grad", [&] {
    auto made = torch::autograd::grad(borrow_all(outputs, count), borrow_all(inputs, input_count), borrow_all(grads, grad_count),
                                      retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < made.size(); i++) results[i] = release(std::move(made[i]));
    return 0;
  });
}
CP_API int32_t cp_grad_enabled() { return c10::GradMode::is_enabled(); }
CP_API void cp_set_grad_enabled(int32_t on) { c10::GradMode::set_enabled(on != 0); }
CP_API void* cp_inference_mode_enter(int32_t on) { return new c10::InferenceMode(on != 0); }
CP_API void cp_inference_mode_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
CP_API int32_t cp_inference_mode_enabled() { return c10::InferenceMode::is_enabled(); }

// --- generators ------------------------------------------------------------------------------------------------------

CP_API void* cp_generator_default(int32_t type, int32_t index) {
  at::Generator* made = nullptr;
  guarded("default_generator", [&] {
    made = new at::Generator(at::globalContext().defaultGenerator(device_of(type, index)));
    return 0;
  });
  return made;
}
CP_API void* cp_generator_new(int32_t type, int32_t index) {
  at::Generator* made = nullptr;
  guarded("Generator", [&] {
    auto device = device_of(type, index);
    made = new at::Generator(device.is_cpu() ? at::detail::createCPUGenerator()
                                             : at::globalContext().defaultGenerator(device).clone());
    return 0;
  });
  return made;
}
CP_API void cp_generator_free(void* g) { delete static_cast<at::Generator*>(g); }
CP_API int32_t cp_generator_set_seed(void* g, uint64_t seed) {
  return guarded("manual_seed", [&] {
    auto& generator = *static_cast<at::Generator*>(g);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(seed);
    return 0;
  });
}
CP_API uint64_t cp_generator_initial_seed(void* g) { return static_cast<at::Generator*>(g)->current_seed(); }
CP_API uint64_t cp_generator_seed(void* g) { return static_cast<at::Generator*>(g)->seed(); }
CP_API void* cp_generator_get_state(void* g) {
  void* state = nullptr;
  guarded("get_state", [&] { state = release(static_cast<at::Generator*>(g)->get_state()); return 0; });
  return state;
}
CP_API int32_t cp_generator_set_state(void* g, void* state) {
  return guarded("set_state", [&] { static_cast<at::Generator*>(g)->set_state(borrow(state)); return 0; });
}
CP_API int32_t cp_manual_seed(uint64_t seed) {
  return guarded("manual_seed", [&] { at::manual_seed(seed); return 0; });
}

// --- machine ---------------------------------------------------------------------------------------------------------

CP_API void cp_set_num_threads(int32_t n) { at::set_num_threads(n); }
CP_API int32_t cp_get_num_threads() { return at::get_num_threads(); }
CP_API void cp_set_num_interop_threads(int32_t n) {
  guarded("set_num_interop_threads", [&] { at::set_num_interop_threads(n); return 0; });
}
CP_API int32_t cp_get_num_interop_threads() { return at::get_num_interop_threads(); }
CP_API int32_t cp_cuda_is_available() { return torch::cuda::is_available(); }
CP_API int32_t cp_cuda_device_count() { return static_cast<int32_t>(torch::cuda::device_count()); }
CP_API int32_t cp_cuda_cudnn_is_available() { return torch::cuda::cudnn_is_available(); }
CP_API int32_t cp_cuda_manual_seed(uint64_t seed, int32_t all) {
  return guarded("cuda.manual_seed", [&] {
    if (all) torch::cuda::manual_seed_all(seed); else torch::cuda::manual_seed(seed);
    return 0;
  });
}
CP_API int32_t cp_cuda_synchronize(int32_t index) {
  return guarded("cuda.synchronize", [&] { torch::cuda::synchronize(index); return 0; });
}
CP_API int32_t cp_cuda_allow_tf32() { return at::globalContext().allowTF32CuBLAS(); }
CP_API void cp_cuda_set_allow_tf32(int32_t on) { at::globalContext().setAllowTF32CuBLAS(on != 0); }

// For `Doctor`, which asks the library that was loaded: the version of its headers, its build settings and its threads.
CP_API const char* cp_version() { return TORCH_VERSION; }
CP_API const char* cp_show_config() { return keep(at::show_config()); }
CP_API const char* cp_parallel_info() { return keep(at::get_parallel_info()); }
